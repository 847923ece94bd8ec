using System.Text.Json;
using LocalCloud.Aws.CloudWatch.Alarms.Composites;

namespace LocalCloud.Aws.CloudWatch.Alarms;

internal sealed record SetAlarmStateRequest
{
    public string? AlarmName { get; init; }
    public string? StateValue { get; init; }
    public string? StateReason { get; init; }
    public string? StateReasonData { get; init; }
}

/// <summary>Until the alarm is looked at the next time.</summary>
internal static class SetAlarmState
{
    public static readonly Operation<CloudWatchState, SetAlarmStateRequest, Nothing> Definition = Operation<CloudWatchState>.Define(
        "SetAlarmState",
        CloudWatchJson.Default.SetAlarmStateRequest,
        Handle,
        Must.Member<SetAlarmStateRequest>("alarmName", r => r.AlarmName).Required().Length(1, 255),
        Must.Member<SetAlarmStateRequest>("stateValue", r => r.StateValue).Required().Enum(Members.States),
        Must.Member<SetAlarmStateRequest>("stateReason", r => r.StateReason).Required().Length(0, 1023),
        Must.Member<SetAlarmStateRequest>("stateReasonData", r => r.StateReasonData).Length(0, 4000)
    );

    private static Result<Nothing> Handle(CloudWatchState state, SetAlarmStateRequest request, Context context)
    {
        if (request.StateReasonData is { Length: > 0 } data && !IsJson(data))
            return new AwsError("InvalidFormatFault", "StateReasonData is not a valid JSON.") { QueryCode = "InvalidFormat" };
        if (state.Composites.GetValueOrDefault(request.AlarmName!) is { } composite)
        {
            CompositeRules.Set(state, context.Changes, composite, request.StateValue!, request.StateReason!, request.StateReasonData);
            return Nothing.Instance;
        }
        if (state.Alarms.GetValueOrDefault(request.AlarmName!) is not { } alarm)
            return Errors.NoAlarm;
        var changed = alarm.To(request.StateValue!, request.StateReason!, request.StateReasonData, context.Now);
        state.Put(context.Changes, changed);
        if (changed.StateValue != alarm.StateValue)
            context.Changes.AfterCommit(() => state.Service.Watch.Tell(state, alarm, changed));
        return Nothing.Instance;
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
