using System.Text.Json;
using LocalCloud.Aws.CloudWatch.Alarms.Composites;

namespace LocalCloud.Aws.CloudWatch.Alarms;

internal sealed record AlarmNamesRequest
{
    public List<string>? AlarmNames { get; init; }
}

internal static class DeleteAlarms
{
    public static readonly Operation<CloudWatchState, AlarmNamesRequest, Nothing> Definition = Operation<CloudWatchState>.Define(
        "DeleteAlarms",
        CloudWatchJson.Default.AlarmNamesRequest,
        Handle,
        Must.Member<AlarmNamesRequest>("alarmNames", r => r.AlarmNames).Required().Length(0, 100)
    );

    private static Result<Nothing> Handle(CloudWatchState state, AlarmNamesRequest request, Context context)
    {
        if (Refuse(state, request.AlarmNames!) is { } refused)
            return refused;
        foreach (var name in request.AlarmNames!)
            if (state.Alarms.TryGetValue(name, out var alarm))
            {
                state.Delete(context.Changes, alarm);
                context.Changes.AfterCommit(() => state.Service.Watch.Forget(state, name));
            }
            else if (state.Composites.TryGetValue(name, out var composite))
            {
                state.Delete(context.Changes, composite);
                context.Changes.AfterCommit(() => state.Service.Composites.Plan(state, name));
            }
        return Nothing.Instance;
    }

    /// <summary>One composite alarm at a time, and none that another composite alarm is made of (docs: API_DeleteAlarms).</summary>
    private static AwsError? Refuse(CloudWatchState state, List<string> names)
    {
        if (names.Distinct(StringComparer.Ordinal).Count(state.Composites.ContainsKey) > 1)
            return Errors.Validation("Only one composite alarm can be deleted at a time.");
        return
            names.Find(name => state.Composites.Values.Any(c => c.Name != name && CompositeRules.ChildrenOf(state, c).Contains(name)))
                is { } needed
            ? Errors.Validation($"Cannot delete {needed} as there are composite alarm(s) depending on it.")
            : null;
    }
}

internal static class AlarmActions
{
    public static readonly Operation<CloudWatchState, AlarmNamesRequest, Nothing> Enable = Define("EnableAlarmActions", true),
        Disable = Define("DisableAlarmActions", false);

    private static Operation<CloudWatchState, AlarmNamesRequest, Nothing> Define(string name, bool enabled) =>
        Operation<CloudWatchState>.Define(
            name,
            CloudWatchJson.Default.AlarmNamesRequest,
            (state, request, context) =>
            {
                foreach (var one in request.AlarmNames!)
                    if (state.Alarms.TryGetValue(one, out var alarm))
                        state.Put(
                            context.Changes,
                            alarm with
                            {
                                ActionsEnabled = enabled,
                                AlarmConfigurationUpdatedTimestamp = context.Now,
                            }
                        );
                    else if (state.Composites.TryGetValue(one, out var composite))
                        state.Put(
                            context.Changes,
                            composite with
                            {
                                ActionsEnabled = enabled,
                                AlarmConfigurationUpdatedTimestamp = context.Now,
                            }
                        );
                return Nothing.Instance;
            },
            Must.Member<AlarmNamesRequest>("alarmNames", r => r.AlarmNames).Required().Length(0, 100)
        );
}

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
