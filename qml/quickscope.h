// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/model.h>
#include <Racer/racerquickexport.h>

#include <QtCore/QPointer>
#include <QtQml/QJSValue>
#include <QtQml/qqmlregistration.h>

namespace Racer {

class QuickModel;

class RACER_QUICK_EXPORT QuickScope : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(ScopedModel)
    QML_UNCREATABLE("Made by Model.at() and Model.scope()")
public:
    ~QuickScope() override;

    [[nodiscard]] virtual Model model() const; // throws Error if its Model is gone

    Q_INVOKABLE QJSValue at(const QJSValue &subpath = {});
    Q_INVOKABLE QJSValue scope(const QJSValue &path = {});
    Q_INVOKABLE QJSValue path(const QJSValue &subpath = {}) const;
    Q_INVOKABLE QJSValue leaf(const QJSValue &subpath = {}) const;
    Q_INVOKABLE QString id() const;

    Q_INVOKABLE QJSValue get(const QJSValue &subpath = {}) const;
    Q_INVOKABLE QJSValue getOrDefault(const QJSValue &subpath, const QJSValue &defaultValue) const;
    Q_INVOKABLE QJSValue getOrThrow(const QJSValue &subpath = {}) const;

    Q_INVOKABLE QJSValue set(const QJSValue &value);
    Q_INVOKABLE QJSValue set(const QJSValue &subpath, const QJSValue &value, const QJSValue &callback = {});
    Q_INVOKABLE QJSValue setNull(const QJSValue &value);
    Q_INVOKABLE QJSValue setNull(const QJSValue &subpath, const QJSValue &value,
                                 const QJSValue &callback = {});
    Q_INVOKABLE void setEach(const QJSValue &object);
    Q_INVOKABLE void setEach(const QJSValue &subpath, const QJSValue &object, const QJSValue &callback = {});
    Q_INVOKABLE QJSValue setDiff(const QJSValue &value);
    Q_INVOKABLE QJSValue setDiff(const QJSValue &subpath, const QJSValue &value,
                                 const QJSValue &callback = {});
    Q_INVOKABLE void setDiffDeep(const QJSValue &value);
    Q_INVOKABLE void setDiffDeep(const QJSValue &subpath, const QJSValue &value,
                                 const QJSValue &callback = {});
    Q_INVOKABLE void setArrayDiff(const QJSValue &value);
    Q_INVOKABLE void setArrayDiff(const QJSValue &subpath, const QJSValue &value,
                                  const QJSValue &callback = {});
    Q_INVOKABLE void setArrayDiffDeep(const QJSValue &value);
    Q_INVOKABLE void setArrayDiffDeep(const QJSValue &subpath, const QJSValue &value,
                                      const QJSValue &callback = {});
    Q_INVOKABLE void create(const QJSValue &value);
    Q_INVOKABLE void create(const QJSValue &subpath, const QJSValue &value, const QJSValue &callback = {});
    Q_INVOKABLE void createNull(const QJSValue &value);
    Q_INVOKABLE void createNull(const QJSValue &subpath, const QJSValue &value,
                                const QJSValue &callback = {});
    Q_INVOKABLE QJSValue add(const QJSValue &object);
    Q_INVOKABLE QJSValue add(const QJSValue &subpath, const QJSValue &object, const QJSValue &callback = {});
    Q_INVOKABLE QJSValue del(const QJSValue &subpath = {}, const QJSValue &callback = {});
    Q_INVOKABLE QJSValue increment(const QJSValue &subpath = {}, const QJSValue &by = QJSValue(1),
                                   const QJSValue &callback = {});

    Q_INVOKABLE QJSValue push(const QJSValue &value);
    Q_INVOKABLE QJSValue push(const QJSValue &subpath, const QJSValue &value, const QJSValue &callback = {});
    Q_INVOKABLE QJSValue unshift(const QJSValue &value);
    Q_INVOKABLE QJSValue unshift(const QJSValue &subpath, const QJSValue &value,
                                 const QJSValue &callback = {});
    Q_INVOKABLE QJSValue insert(const QJSValue &index, const QJSValue &values);
    Q_INVOKABLE QJSValue insert(const QJSValue &subpath, const QJSValue &index, const QJSValue &values,
                                const QJSValue &callback = {});
    Q_INVOKABLE QJSValue pop(const QJSValue &subpath = {}, const QJSValue &callback = {});
    Q_INVOKABLE QJSValue shift(const QJSValue &subpath = {}, const QJSValue &callback = {});
    Q_INVOKABLE QJSValue remove();
    Q_INVOKABLE QJSValue remove(const QJSValue &index);
    Q_INVOKABLE QJSValue remove(const QJSValue &a, const QJSValue &b);
    Q_INVOKABLE QJSValue remove(const QJSValue &subpath, const QJSValue &index, const QJSValue &howMany,
                                const QJSValue &callback = {});
    Q_INVOKABLE QJSValue move(const QJSValue &from, const QJSValue &to);
    Q_INVOKABLE QJSValue move(const QJSValue &a, const QJSValue &b, const QJSValue &c);
    Q_INVOKABLE QJSValue move(const QJSValue &subpath, const QJSValue &from, const QJSValue &to,
                              const QJSValue &howMany, const QJSValue &callback = {});
    Q_INVOKABLE void stringInsert(const QJSValue &index, const QJSValue &text);
    Q_INVOKABLE void stringInsert(const QJSValue &subpath, const QJSValue &index, const QJSValue &text,
                                  const QJSValue &callback = {});
    Q_INVOKABLE void stringRemove(const QJSValue &index, const QJSValue &howMany);
    Q_INVOKABLE void stringRemove(const QJSValue &subpath, const QJSValue &index, const QJSValue &howMany,
                                  const QJSValue &callback = {});

protected:
    explicit QuickScope(QObject *parent = nullptr);

private:
    friend class QuickModel;
    class Subpath;
    QuickScope(QuickModel *root, const Model &model);

    [[nodiscard]] virtual QuickModel *owner();
    // Runs "function", and throws what it throws as a JavaScript error.
    template<typename Function>
    QJSValue guarded(Function function) const;
    // Runs a mutator with the path that "subpath" stands for, and hands its outcome to "callback" if that is one.
    template<typename Function>
    QJSValue write(const QJSValue &subpath, const QJSValue &callback, Function function);
    void call(const QJSValue &callback, const Error &error);

    QPointer<QuickModel> m_root;
    Model m_model;
};

} // namespace Racer
