namespace LocalCloud.Aws.CloudWatch.Alarms;

internal static class DisableAlarmActions
{
    public static readonly Operation<CloudWatchState, AlarmNamesRequest, Nothing> Definition = AlarmActions.Define(
        "DisableAlarmActions",
        false
    );
}
