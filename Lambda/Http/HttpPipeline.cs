using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Http;

/// <summary>The application's pipeline, whatever its contexts are.</summary>
internal interface IHttpPipeline
{
    /// <param name="started">Called when the context, and with it the request's span, is there.</param>
    Task RunAsync(IFeatureCollection features, Action started, Func<Exception?, Task> completed);
}

internal sealed class HttpPipeline<TContext>(IHttpApplication<TContext> application) : IHttpPipeline
    where TContext : notnull
{
    public async Task RunAsync(IFeatureCollection features, Action started, Func<Exception?, Task> completed)
    {
        var context = application.CreateContext(features);
        Exception? failure = null;
        try
        {
            started();
            try
            {
                await application.ProcessRequestAsync(context);
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            await completed(failure);
        }
        finally
        {
            application.DisposeContext(context, failure);
        }
    }
}
