using LocalCloud.Aws.CloudWatch.Alarms.Composites;

namespace LocalCloud.Aws.CloudWatch.Alarms;

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
