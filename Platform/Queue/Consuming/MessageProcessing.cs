using System.Diagnostics;
using System.Text.Json;
using Lambda.Tracing;
using ServiceDefaults;
using ServiceDefaults.RequestIds;

namespace Platform.Queue.Consuming;

/// <summary>What surrounds the handling of a message: its span, its ids (<see cref="WorkIds"/>), its metrics.</summary>
internal sealed class MessageProcessing : IDisposable
{
    private readonly Activity? _activity;
    private readonly RequestId.Scope _requestId;
    private readonly string _destination;
    private readonly TimeProvider _time;
    private readonly long _started;

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
        (_destination, _time, _started) = (message.Destination, time, time.GetTimestamp());
        _activity = MessageTrace.StartConsumer(source, name, traceParent ?? XRay.ToTraceParent(message.XRayTrace), traceState, requestId);
        _activity?.SetTag(Telemetry.Attributes.MessagingSystem, message.System);
        _activity?.SetTag(Telemetry.Attributes.MessagingDestination, _destination);
        _activity?.SetTag(Telemetry.Attributes.MessageId, message.Id);
        _activity?.SetTag(Telemetry.Attributes.DeliveryCount, message.Delivery);
        _requestId = RequestId.Use(requestId);
        WorkIds.SetSpan(_activity);
        WorkIds.Add(Telemetry.Attributes.RequestId, _requestId.Value);
    }

    /// <summary>
    /// Names the job or event and what it is about, once its body has been read, in the span and in every log line from here on.
    /// </summary>
    public void Identify(string typeName, string type, string idName, string id, JsonElement data)
    {
        _activity?.SetTag(typeName, type);
        WorkIds.Add(typeName, type);
        WorkIds.Add(idName, id);
        MessageIds.Add(data);
    }

    public async Task RunAsync(Func<Task> work)
    {
        var tags = new TagList { { Telemetry.Attributes.MessagingDestination, _destination } };
        try
        {
            await work();
        }
        catch (Exception exception)
        {
            tags.Add(Telemetry.Attributes.ErrorType, exception.GetType().FullName);
            _activity.Fail(exception);
            throw;
        }
        finally
        {
            Telemetry.ConsumedMessages.Add(1, tags);
            Telemetry.ProcessDuration.Record(_time.GetElapsedTime(_started).TotalSeconds, tags);
        }
    }

    public void Dispose()
    {
        _requestId.Dispose();
        _activity?.Dispose();
    }
}
