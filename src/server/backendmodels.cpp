// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/backend.h>
#include <Racer/requestmodel.h>

#include <QtCore/QPointer>

namespace Racer {

/*!
    \class Racer::ModelOptions
    \inmodule Racer
    \brief What a model of a backend begins with.

    The members are RootModel's properties of the same names. Counterpart of the options of Racer's
    \c backend.createModel.
*/

/*!
    A model on a connection inside this process, with BackendOptions::modelOptions. The backend has to outlive it.
*/
std::unique_ptr<RootModel> Backend::createModel()
{
    return createModel(options().modelOptions);
}

/*!
    A model with these \a options, whatever BackendOptions::modelOptions are. \a request reaches the connect middleware.

    modelCreated() is emitted before the connection is opened, so that functions can be defined and listeners be added
    in one place for all models. The model's \c {$connection} follows the connection as everywhere. The backend has to
    outlive the model. Counterpart of Racer's \c backend.createModel.
*/
std::unique_ptr<RootModel> Backend::createModel(const ModelOptions &options, const ConnectionRequest &request)
{
    auto model = std::make_unique<RootModel>(std::make_unique<Connection>(createTransport(request)));
    model->setFetchOnly(options.fetchOnly);
    model->setUnloadDelay(options.unloadDelay);
    model->setBundleTimeout(options.bundleTimeout);
    Q_EMIT modelCreated(model.get());
    model->connection()->open();
    return model;
}

/*!
    \fn void Racer::Backend::modelCreated(Racer::RootModel *model)

    createModel() has made \a model, and will open its connection next. Counterpart of the event \c model of Racer's
    backend.
*/

/*!
    \class Racer::RequestModel
    \inmodule Racer
    \brief A model for as long as one request is answered.

    It fetches where it would subscribe, as nobody stays to hear of changes. When the object goes, the model is closed:
    changes that the server has not acknowledged yet are waited for, then the connection ends and the model is deleted.
    The model belongs to the backend by then; errors that come so late are told by Backend::errorOccurred.

    The object can be moved into what handles the request. It belongs to the backend's thread, and the backend has to
    outlive it. Counterpart of what Racer's \c {backend.modelMiddleware} puts into a request.
*/

/*! A model with BackendOptions::modelOptions, but fetchOnly. \a request reaches the connect middleware. */
RequestModel::RequestModel(Backend *backend, const ConnectionRequest &request) : m_backend(backend)
{
    ModelOptions options = backend->options().modelOptions;
    options.fetchOnly = true;
    m_model = backend->createModel(options, request);
}

RequestModel &RequestModel::operator=(RequestModel &&other) noexcept
{
    close();
    m_backend = other.m_backend;
    m_model = std::move(other.m_model);
    return *this;
}

RequestModel::~RequestModel()
{
    close();
}

/*! Closes the model before its time. Afterwards the object isNull(). */
void RequestModel::close()
{
    if (!m_model)
        return;
    RootModel *const model = m_model.release();
    model->setParent(m_backend);
    QObject::connect(model, &RootModel::error, m_backend, [backend = m_backend](const Error &error) {
        Q_EMIT backend->errorOccurred(error, QStringLiteral("close a request's model"));
    });
    // Without a context, which would have to outlive the future: the backend may take the model with it.
    model->close().then([model = QPointer(model)] {
        if (model)
            model->deleteLater();
    });
}

} // namespace Racer
