using System.Text.Json;
using Microsoft.Extensions.Logging;
using Platform.Data.Entities;
using ServiceDefaults;
using ServiceDefaults.RequestIds;

namespace Platform;

/// <summary>The ids in the log lines about an event or job: its own, its request's, and those of what its data is about.</summary>
internal static class MessageIds
{
    private static readonly (string Member, string Name)[] Known =
    [
        ("orderId", Telemetry.Attributes.OrderId),
        ("reportId", Telemetry.Attributes.ReportId),
        ("imageId", Telemetry.Attributes.ImageId),
        ("userId", Telemetry.Attributes.UserId),
    ];

    /// <summary>For the lines about a message that is on its way out.</summary>
    public static WorkIds.Scope Begin(OutboxMessage message, ILogger logger)
    {
        var scope = WorkIds.Begin(logger);
        WorkIds.Add(Telemetry.Attributes.RequestId, message.RequestId);
        AddMade(message);
        return scope;
    }

    /// <summary>Adds those of a message that the work has made. A job that makes another one keeps its own id.</summary>
    public static void AddMade(OutboxMessage message)
    {
        var name = message.Kind == OutboxKind.Event ? Telemetry.Attributes.EventId : Telemetry.Attributes.JobId;
        if (WorkIds.Find(name) is null)
        {
            WorkIds.Add(name, message.Id);
        }

        Add(JsonElement.Parse(message.Data));
    }

    /// <summary>Adds those of an event's or job's data. What comes from elsewhere can be anything, and adds nothing then.</summary>
    public static void Add(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var (member, name) in Known)
        {
            if (data.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && Text(value) is { } id)
            {
                WorkIds.Add(name, id);
            }
        }
    }

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString() is { } text && RequestId.IsValid(text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair
            return null;
        }
    }
}
