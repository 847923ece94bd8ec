namespace LocalCloud.Aws.CloudWatch.Alarms;

/// <summary>EnableAlarmActions and DisableAlarmActions differ in one word.</summary>
internal static class AlarmActions
{
    public static Operation<CloudWatchState, AlarmNamesRequest, Nothing> Define(string name, bool enabled) =>
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
