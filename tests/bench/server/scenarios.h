// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "serverprocess.h"

struct Figures
{
    double perSecond = 0;
    double perCpuSecond = 0; // of the server process
    double p50 = 0;          // microseconds
    double p99 = 0;
};

// Loads on a ShareDB server. Each runs for "seconds" after a short warm-up.
namespace Scenarios {
// Writers on documents of their own, one op in flight each; counts acknowledged ops.
Figures ownDocuments(const ServerProcess &server, int writers, double seconds);
// The same messages to a server that echoes; counts echoes.
Figures echo(const ServerProcess &server, int clients, double seconds);
// Subscribed writers of one document, one op in flight each; counts acknowledged ops.
Figures hotDocument(const ServerProcess &server, int writers, double seconds);
// Subscribers of four documents that one writer changes; counts ops delivered to subscribers.
Figures fanOut(const ServerProcess &server, int subscribers, double seconds);
// Writers moving 1,000 documents in and out of live queries; counts acknowledged ops.
Figures liveQueries(const ServerProcess &server, int queries, bool sorted, double seconds);
// Resident bytes per idle connection.
double idleConnection(const ServerProcess &server, int connections);
} // namespace Scenarios
