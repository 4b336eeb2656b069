#!/usr/bin/env python3
"""Solves the network part of a matching problem (places, groups on the place side, pairs) with what people use instead.

    python3 -m venv venv && venv/bin/pip install ortools scipy numpy
    venv/bin/python peers.py ortools|highs problem.json

Prints one JSON line: seconds (building its arrays included, reading the file not) and the value of every tier.
Tiers understood: score, and placed,score by one large weight, as a user of the peer would do.
"""
import json
import resource
import sys
import time

import numpy as np


def arrays(problem):
    students = {s["id"]: i for i, s in enumerate(problem["students"])}
    places = {p["id"]: i for i, p in enumerate(problem["places"])}
    rows = problem["pairs"]
    s = np.fromiter((students[x[0]] for x in rows), np.int64, len(rows))
    p = np.fromiter((places[x[1]] for x in rows), np.int64, len(rows))
    w = np.fromiter((x[2] for x in rows), np.int64, len(rows))
    return len(students), len(places), s, p, w


def ortools(problem, n, m, s, p, w, weight):
    from ortools.graph.python import min_cost_flow

    begun = time.perf_counter()
    groups = {g["id"]: i for i, g in enumerate(problem.get("groups", []))}
    top = n + m + len(groups)
    source, sink = top, top + 1
    tail, head, cap = [], [], []
    for i, place in enumerate(problem["places"]):
        tail.append(n + i)
        cap.append(place["capacity"])
        head.append(n + m + groups[place["group"]] if place.get("group") else sink)
    for g in problem.get("groups", []):
        tail.append(n + m + groups[g["id"]])
        cap.append(g.get("max", n))
        head.append(n + m + groups[g["parent"]] if g.get("parent") else sink)
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([np.full(n, source), s, tail, [source]]).astype(np.int32),
        np.concatenate([np.arange(n), n + p, head, [sink]]).astype(np.int32),
        np.concatenate([np.ones(n), np.ones(len(s)), cap, [n]]).astype(np.int64),
        np.concatenate([np.zeros(n), -(w + weight), np.zeros(len(tail)), [0]]).astype(np.int64),
    )
    supply = np.zeros(top + 2, np.int64)
    supply[source], supply[sink] = n, -n
    flow.set_nodes_supplies(np.arange(top + 2, dtype=np.int32), supply)
    flow.solve()
    taken = np.asarray(flow.flows(np.arange(n, n + len(s), dtype=np.int32)))
    return time.perf_counter() - begun, int(taken.sum()), int((taken * w).sum())


def highs(problem, n, m, s, p, w, weight):
    import scipy.sparse as sparse
    from scipy.optimize import linprog

    begun = time.perf_counter()
    e = np.arange(len(s))
    rows, columns = [s, n + p], [e, e]
    most = [np.ones(n), np.array([q["capacity"] for q in problem["places"]])]
    parent = {g["id"]: g.get("parent") for g in problem.get("groups", [])}
    index = {g: i for i, g in enumerate(parent)}
    inside = [[] for _ in parent]
    for i, q in enumerate(problem["places"]):
        g = q.get("group")
        while g:
            inside[index[g]].append(i)
            g = parent[g]
    order = np.argsort(p, kind="stable")
    start = np.searchsorted(p[order], np.arange(m + 1))
    for i, places in enumerate(inside):
        own = [order[start[q]:start[q + 1]] for q in places]
        own = np.concatenate(own) if own else np.array([], int)
        rows.append(np.full(len(own), n + m + i))
        columns.append(own)
    most.append(np.array([g.get("max", n) for g in problem.get("groups", [])]))
    r, c = np.concatenate(rows), np.concatenate(columns)
    a = sparse.csr_matrix((np.ones(len(r)), (r, c)), shape=(n + m + len(parent), len(s)))
    x = linprog(-(w + weight), A_ub=a, b_ub=np.concatenate(most), bounds=(0, 1), method="highs").x
    taken = np.rint(x)
    return time.perf_counter() - begun, int(taken.sum()), int((taken * w).sum())


if __name__ == "__main__":
    peer = {"ortools": ortools, "highs": highs}[sys.argv[1]]
    if len(sys.argv) == 2:
        __import__({"ortools": "ortools.graph.python.min_cost_flow", "highs": "scipy.optimize"}[sys.argv[1]])
        sys.exit(0)
    problem = json.load(open(sys.argv[2]))
    data = arrays(problem)
    tiers = problem["policy"]["tiers"]
    weight = (data[0] + 1) * int(data[4].max()) if tiers[0] == "placed" else 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, placed, score = peer(problem, *data, weight)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    values = {"placed": placed, "score": score}
    print(json.dumps({
        "peer": sys.argv[1],
        "seconds": seconds,
        "values": {tier: values[tier] for tier in tiers},
        "peak_mib": peak // 1024,
        "read_mib": before // 1024,
    }))
