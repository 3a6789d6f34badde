// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "scriptmodel_p.h"

#include "scriptbridge_p.h"

#include <Racer/scriptreads.h>

namespace Racer {

ScriptRoot::ScriptRoot(ScriptBridge *bridge, RootModel *foreign) : m_bridge(bridge), m_model(foreign)
{
    follow();
}

ScriptRoot::ScriptRoot(ScriptBridge *bridge, std::unique_ptr<RootModel> own)
    : m_bridge(bridge), m_own(std::move(own)), m_model(m_own.get())
{
    follow();
}

ScriptRoot::~ScriptRoot()
{
    if (m_model)
        m_model->disconnect(m_bridge);
}

ScriptBridge *ScriptRoot::bridge() const
{
    return m_bridge;
}

void ScriptRoot::follow()
{
    QObject::connect(m_model, &RootModel::error, m_bridge,
                     [this](const Error &error) { m_bridge->raise(*this, m_bridge->toJS(error)); });
}

const Model &ScriptModel::model() const
{
    if (!m_root->model())
        throw Error(QStringLiteral("The model is gone"));
    return m_model;
}

QJSValue ScriptModel::get(const QString &path) const
{
    if (m_root->model()) {
        ScriptReads::note(m_model, path);
        return m_root->bridge()->toJS(m_model.get(path));
    }
    QJSEngine *engine = m_root->bridge()->engine();
    engine->throwError(toJSError(Error(QStringLiteral("The model is gone")), engine));
    return {};
}

const Model &ScriptModel::at(const QString &scope)
{
    const Model &base = model();
    if (scope.isEmpty())
        return base;
    // The text is kept, so that its address stands for it.
    Place &place = m_places[(quintptr(scope.constData()) >> 4) % m_places.size()];
    if (place.scope.constData() != scope.constData() || place.scope.size() != scope.size())
        place = {scope, base.scope(scope)};
    return place.model;
}

} // namespace Racer
