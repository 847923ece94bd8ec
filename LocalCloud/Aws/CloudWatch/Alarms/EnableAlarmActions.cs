namespace LocalCloud.Aws.CloudWatch.Alarms;

internal static class EnableAlarmActions
{
    public static readonly Operation<CloudWatchState, AlarmNamesRequest, Nothing> Definition = AlarmActions.Define(
        "EnableAlarmActions",
        true
    );
}
