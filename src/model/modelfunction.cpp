// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/modelfunction.h>

#include <array>

namespace Racer {

/*!
    \class Racer::ModelFunction
    \inmodule Racer
    \brief A function of a model's values.

    It is made from a callable over Values, from a pair of a getter and a setter, or from the name of a function that
    Model::fn() has defined. The callable takes its inputs one by one, \c {Value(const Value &a, const Value &b)}, or
    all of them, \c {Value(const QList<Value> &inputs)}. Inputs that it takes and that are not there are undefined.

    The setter of a pair takes the output's new value ahead of the inputs, and returns the new inputs: an array or an
    object, of which each member is written to the input of that index. Null and undefined write nothing.

    The callable is copied, and called in the model's thread. What it throws is thrown by Model::start() and
    Model::evaluate(), and reported by RootModel::error when it is called later.

    Counterpart of the functions and {get, set} pairs that are given to Racer's \c fn, \c start and \c evaluate.
*/

/*! \fn bool ModelFunction::isNull() const
    True for a default-constructed function. */
/*! \fn bool ModelFunction::isName() const
    True for one that stands for a function that is defined under name(). */

/*!
    \class Racer::FunctionOptions
    \inmodule Racer
    \brief How a reactive function runs, and how it writes its output.

    \value mode The mutator that writes: setDiffDeep() by default.
    \value copy A model's values are snapshots, so functions can never change one by accident, whatever is chosen.
    The choice is seen only with the modes Diff and Array, which compare containers by identity: with None, a container
    that came from the model and is stored is the same one; otherwise a container that the function returns is always
    another one. The default is Output.
    \value async Changes of the inputs are followed by a single run when the event loop turns. Model::start() itself
    computes at once.
*/

namespace {

constexpr std::array ModeNames{u"diffDeep", u"diff", u"arrayDeep", u"array"};
constexpr std::array CopyNames{u"output", u"input", u"both", u"none"};

} // namespace

/*! The options as Racer has them in a bundle; undefined if all are the defaults. */
Value FunctionOptions::toValue() const
{
    if (*this == FunctionOptions())
        return {};
    Value options = Value::object();
    if (mode != Mode::DiffDeep)
        options.set(Key(u"mode"), Value(ModeNames[size_t(mode)]));
    if (copy != Copy::Output)
        options.set(Key(u"copy"), Value(CopyNames[size_t(copy)]));
    if (async)
        options.set(Key(u"async"), Value(true));
    return options;
}

/*! The options that \a options means to Racer: any unknown mode is Diff, and any unknown copy is None. */
FunctionOptions FunctionOptions::fromValue(const Value &options)
{
    FunctionOptions result;
    if (const Value &mode = options.value(u"mode"); mode.isTruthy()) {
        result.mode = Mode::Diff;
        for (size_t i = 0; i < ModeNames.size(); ++i) {
            if (mode.stringView() == QStringView(ModeNames[i]))
                result.mode = Mode(i);
        }
    }
    if (const Value &copy = options.value(u"copy"); copy.isTruthy()) {
        result.copy = Copy::None;
        for (size_t i = 0; i < CopyNames.size(); ++i) {
            if (copy.stringView() == QStringView(CopyNames[i]))
                result.copy = Copy(i);
        }
    }
    result.async = options.value(u"async").isTruthy();
    return result;
}

} // namespace Racer
