using System.Diagnostics;
using System.Text.Json;
using Lambda.Tracing;
using ServiceDefaults;
using ServiceDefaults.RequestIds;

namespace Platform.Queue.Consuming;

/// <summary>What surrounds the handling of a message: its span, its ids (<see cref="WorkIds"/>), its metrics.</summary>
internal sealed class MessageProcessing : IDisposable
{
    private readonly Activity? activity;
    private readonly RequestId.Scope requestId;
    private readonly string destination;
    private readonly TimeProvider time;
    private readonly long started;

    public MessageProcessing(
        ActivitySource source,
        string name,
        IncomingMessage message,
        string? traceParent,
        string? traceState,
        string? requestId,
        TimeProvider time
    )
    {
        (destination, this.time, started) = (message.Destination, time, time.GetTimestamp());
        activity = MessageTrace.StartConsumer(source, name, traceParent ?? XRay.ToTraceParent(message.XRayTrace), traceState, requestId);
        activity?.SetTag(Telemetry.Attributes.MessagingSystem, message.System);
        activity?.SetTag(Telemetry.Attributes.MessagingDestination, destination);
        activity?.SetTag(Telemetry.Attributes.MessageId, message.Id);
        activity?.SetTag(Telemetry.Attributes.DeliveryCount, message.Delivery);
        this.requestId = RequestId.Use(requestId);
        WorkIds.SetSpan(activity);
        WorkIds.Add(Telemetry.Attributes.RequestId, this.requestId.Value);
    }

    /// <summary>
    /// Names the job or event and what it is about, once its body has been read, in the span and in every log line from here on.
    /// </summary>
    public void Identify(string typeName, string type, string idName, string id, JsonElement data)
    {
        activity?.SetTag(typeName, type);
        WorkIds.Add(typeName, type);
        WorkIds.Add(idName, id);
        MessageIds.Add(data);
    }

    public async Task RunAsync(Func<Task> work)
    {
        var tags = new TagList { { Telemetry.Attributes.MessagingDestination, destination } };
        try
        {
            await work();
        }
        catch (Exception exception)
        {
            tags.Add(Telemetry.Attributes.ErrorType, exception.GetType().FullName);
            activity.Fail(exception);
            throw;
        }
        finally
        {
            Telemetry.ConsumedMessages.Add(1, tags);
            Telemetry.ProcessDuration.Record(time.GetElapsedTime(started).TotalSeconds, tags);
        }
    }

    public void Dispose()
    {
        requestId.Dispose();
        activity?.Dispose();
    }
}
