using System.Text;
using Lambda.Events;
using Lambda.Runtime;
using Platform.Events;
using Platform.Queue.Consuming;

namespace Platform.OnLambda;

/// <summary>An event straight from the bus → the same handling as of one that came through the event queue.</summary>
internal sealed class EventFunction(EventDispatcher dispatcher) : IBusEventHandler
{
    private static readonly Dictionary<string, string> NoAttributes = [];

    public Task HandleAsync(Invocation invocation, CancellationToken cancellationToken) => dispatcher.DispatchAsync(
        new IncomingMessage(
            invocation.RequestId, Encoding.UTF8.GetString(invocation.Payload.Span), "aws_eventbridge", invocation.FunctionArn ?? "", 1, NoAttributes, invocation.TraceHeader),
        cancellationToken);
}
