// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/undostack.h>

void moveShape(const Racer::Model &shape, Racer::UndoStack *undo)
{
    // One call, one step.
    shape.setEach(Racer::Value::object({{u"x", 10}, {u"y", 20}}));

    // Several calls, one step with a text.
    {
        const Racer::UndoMacro macro(*undo, QStringLiteral("Turn"));
        shape.increment(u"angle", 90);
        shape.push(u"log", u"turned");
    }

    // The same for who does not know the stack.
    const Racer::Model recolor = shape.pass(Racer::Value::object({{u"$label", u"Recolor"}}));
    recolor.set(u"fill", u"red");
    recolor.set(u"line", u"black");

    // Not a step.
    shape.pass(Racer::Value::object({{u"$undo", false}})).set(u"selected", true);
}
