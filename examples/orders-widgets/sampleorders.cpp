// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "sampleorders.h"

#include <Racer/json.h>

using namespace Racer;

namespace {

constexpr char Orders[] = R"([
{"customer": "Café Central", "due": "2026-12-01", "state": "open", "paid": false, "notes": "Back door, before seven.",
 "lines": [{"what": "Rye bread", "count": 12}, {"what": "Croissants", "count": 40}, {"what": "Baguettes", "count": 25}]},
{"customer": "Zum Anker", "due": "2026-11-28", "state": "baked", "paid": true, "notes": "",
 "lines": [{"what": "Pretzels", "count": 60}, {"what": "Rolls", "count": 80}]},
{"customer": "Örtl & Sons", "due": "2026-12-03", "state": "open", "paid": false, "notes": "Ask about the cake.",
 "lines": [{"what": "Plum cake", "count": 1}]},
{"customer": "Bistro Amsel", "due": "2026-11-29", "state": "delivered", "paid": true, "notes": "",
 "lines": [{"what": "Sourdough", "count": 8}, {"what": "Focaccia", "count": 6}]},
{"customer": "Hotel Post", "due": "2026-11-30", "state": "open", "paid": true, "notes": "",
 "lines": [{"what": "Rolls", "count": 150}, {"what": "Croissants", "count": 90}, {"what": "Brioche", "count": 30}]}
])";

} // namespace

void addSampleOrders(const Model &model)
{
    const Value orders = Json::parse(QByteArrayView(Orders));
    for (const Value &order : orders.elements())
        model.add(u"orders", order);
}
