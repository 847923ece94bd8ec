using System.Text;
using Lambda.Events;
using Lambda.Runtime;
using Microsoft.Extensions.Logging;
using Platform.Events;
using Platform.Queue.Consuming;
using ServiceDefaults;

namespace Platform.OnLambda;

/// <summary>
/// An event straight from the bus → the same handling as of one that came through the event queue. Lambda tries a failed one twice more,
/// after one and two
/// minutes, so that only the event queue outlasts a longer outage:
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html.
/// </summary>
internal sealed class EventFunction(EventDispatcher dispatcher, DeadLetters deadLetters, ILogger<EventFunction> logger) : IBusEventHandler
{
    private static readonly Dictionary<string, string> NoAttributes = [];

    public async Task HandleAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        using var ids = WorkIds.Begin(logger);
        var message = new IncomingMessage(
            invocation.RequestId,
            Encoding.UTF8.GetString(invocation.Payload.Span),
            "aws_eventbridge",
            invocation.FunctionArn ?? "",
            1,
            NoAttributes,
            invocation.TraceHeader
        );
        try
        {
            await dispatcher.DispatchAsync(message, cancellationToken);
        }
        catch (Exception exception) when (FailureKinds.Of(exception) == FailureKind.Unprocessable)
        {
            if (!await deadLetters.TryAddAsync(message, exception))
            {
                throw;
            }
        }
    }
}
