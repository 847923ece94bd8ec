using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Lambda.Runtime;

/// <summary>An event → the handler that knows its kind.</summary>
internal sealed class InvocationRouter(IServiceProvider services)
{
    private static readonly byte[] Warm = """{"warm":true}"""u8.ToArray();

    // Not before the first event that is more than a warm-up: handlers may need more than a warm-up should cost.
    private readonly Lazy<IInvocationHandler[]> _handlers = new(() => [.. services.GetServices<IInvocationHandler>()]);

    /// <returns>False for a warm-up: there is nothing to do after it.</returns>
    public async Task<bool> HandleAsync(Invocation invocation, IInvocationAnswer answer, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(invocation.Payload);
        if (WarmUp.Is(document.RootElement))
        {
            await answer.SendAsync(Warm);
            return false;
        }

        var handler = Array.Find(_handlers.Value, handler => handler.Handles(document.RootElement))
            ?? throw new UnknownEventException(document.RootElement);
        await handler.HandleAsync(invocation with { Event = document.RootElement }, answer, cancellationToken);
        return true;
    }
}
