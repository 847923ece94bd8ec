using System.Diagnostics;
using System.Text.Json;
using Lambda.Runtime;
using Lambda.Tracing;
using Microsoft.Extensions.DependencyInjection;

namespace Lambda.Events;

/// <summary>Events of an EventBridge rule whose target is the function.</summary>
internal sealed class BusInvocations(IServiceProvider services, LambdaEnvironment environment) : IInvocationHandler
{
    private readonly bool _hasHandler = services.GetService<IServiceProviderIsService>()?.IsService(typeof(IBusEventHandler)) is true;

    public bool Handles(JsonElement lambdaEvent) =>
        _hasHandler
        && lambdaEvent.String("detail-type") is not null
        && lambdaEvent.String("source") is not null
        && lambdaEvent.Object("detail") is not null;

    public async Task HandleAsync(Invocation invocation, IInvocationAnswer answer, CancellationToken cancellationToken)
    {
        using var span = FunctionSpans.Start(
            invocation,
            environment,
            environment.FunctionName,
            FunctionSpans.PubSub,
            ActivityKind.Consumer
        );
        try
        {
            await services.GetRequiredService<IBusEventHandler>().HandleAsync(invocation, cancellationToken);
        }
        catch (Exception exception)
        {
            span.Fail(exception);
            throw;
        }
    }
}
