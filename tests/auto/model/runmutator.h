// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modeltest.h"

namespace ModelTest {

// One mutator call as a table's row has it: its name, a path, and its arguments as a JSON array.
inline Racer::Mutation run(const Racer::Model &model, const QString &method, const QString &path,
                           const Racer::Value &args)
{
    const Racer::Value &a = args.at(0);
    const Racer::Value &b = args.at(1);
    if (method == u"set")
        return model.set(path, a);
    if (method == u"setNull")
        return model.setNull(path, a);
    if (method == u"setDiff")
        return model.setDiff(path, a);
    if (method == u"setDiffDeep")
        return model.setDiffDeep(path, a);
    if (method == u"setArrayDiff")
        return model.setArrayDiff(path, a);
    if (method == u"setEach")
        return model.setEach(path, a);
    if (method == u"add")
        return model.add(path, a);
    if (method == u"create")
        return model.create(path, a);
    if (method == u"del")
        return model.del(path);
    if (method == u"increment")
        return model.increment(path, a.toDouble(1));
    if (method == u"push")
        return model.push(path, a);
    if (method == u"unshift")
        return model.unshift(path, a);
    if (method == u"insert")
        return model.insert(path, a.toInteger(), b);
    if (method == u"pop")
        return model.pop(path);
    if (method == u"shift")
        return model.shift(path);
    if (method == u"remove")
        return model.remove(path, a.toInteger(), b.toInteger(1));
    if (method == u"move")
        return model.move(path, a.toInteger(), b.toInteger(), args.at(2).toInteger(1));
    if (method == u"stringInsert")
        return model.stringInsert(path, a.toInteger(), b.toString());
    if (method == u"stringRemove")
        return model.stringRemove(path, a.toInteger(), b.toInteger());
    qFatal("no such mutator");
}

} // namespace ModelTest
