using Lambda.Events;
using Lambda.Http;
using Lambda.Lifecycle;
using Lambda.Runtime;
using Lambda.Tracing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Lambda;

/// <summary>Makes a web application or a worker a Lambda function.</summary>
public static class LambdaExtensions
{
    /// <summary>
    /// Where <c>AWS_LAMBDA_RUNTIME_API</c> is set, the application runs as a Lambda function: HTTP events go through its ordinary pipeline,
    /// SQS batches to <see cref="ISqsRecordHandler"/>, EventBridge's events to <see cref="IBusEventHandler"/>. Elsewhere this does nothing.
    /// Call it first: what fails after it is reported to Lambda as an init error.
    /// </summary>
    public static TBuilder AddLambda<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        if (LambdaEnvironment.From(builder.Configuration) is not { } environment)
        {
            return builder;
        }

        var api = new RuntimeApi(environment.RuntimeApi);
        var services = builder.Services;
        services.AddSingleton(environment);
        services.AddSingleton(new InitErrors(api));
        services.AddSingleton(api);
        services.AddSingleton(LambdaOptions.From(builder.Configuration));
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton<HttpInvocations>();
        services.AddSingleton<IInvocationHandler>(provider => provider.GetRequiredService<HttpInvocations>());
        services.AddSingleton<IInvocationHandler, SqsInvocations>();
        services.AddSingleton<IInvocationHandler, BusInvocations>();
        services.AddSingleton<InvocationRouter>();
        services.AddSingleton<IAfterInvocation, TelemetryFlush>();
        services.AddSingleton<Snapshots>();
        services.AddSingleton<Extension>();
        services.AddSingleton<RuntimeLoop>();
        services.RemoveAll<IServer>();
        services.AddSingleton<IServer, LambdaServer>();
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddFunction(environment));
        return builder;
    }
}
