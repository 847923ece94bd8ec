namespace LocalCloud.Aws.CloudWatch.Operations;

/// <summary>Of alarms, the only resources here that can have them.</summary>
internal static class Tagged
{
    public static Result<Dictionary<string, string>> Find(CloudWatchState state, string arn) =>
        state.Alarms.Values.FirstOrDefault(a => a.Arn == arn) is { } alarm ? alarm.Tags ?? []
        : state.Composites.Values.FirstOrDefault(a => a.Arn == arn) is { } composite ? composite.Tags ?? []
        : Errors.NoResource(arn);

    public static void Put(CloudWatchState state, Changes changes, string arn, Dictionary<string, string> tags)
    {
        if (state.Alarms.Values.FirstOrDefault(a => a.Arn == arn) is { } alarm)
            state.Put(changes, alarm with { Tags = tags });
        else if (state.Composites.Values.FirstOrDefault(a => a.Arn == arn) is { } composite)
            state.Put(changes, composite with { Tags = tags });
    }
}
