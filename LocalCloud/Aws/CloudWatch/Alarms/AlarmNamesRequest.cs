namespace LocalCloud.Aws.CloudWatch.Alarms;

internal sealed record AlarmNamesRequest
{
    public List<string>? AlarmNames { get; init; }
}
