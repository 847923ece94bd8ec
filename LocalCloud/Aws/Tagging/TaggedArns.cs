namespace LocalCloud.Aws.Tagging;

/// <summary>The tagged resources of the caller's account and region, whichever service has them.</summary>
internal static class TaggedArns
{
    /// <summary>By ARN, in its order. The services are asked one after the other, each under its own gate.</summary>
    public static SortedDictionary<string, Dictionary<string, string>> All(Context context)
    {
        var all = new SortedDictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var service in context.Host.Services)
            if (service is ITaggedService tagged && StateOf(service, context) is { } state)
                context.Host.Read(state, s =>
                {
                    foreach (var arn in tagged.Arns(s))
                        if (tagged.Find(s, arn).Ok(out var resource, out _) && resource.Tags.Count > 0)
                            all[arn] = resource.Tags;
                    return all.Count;
                });
        return all;
    }

    /// <summary>Changes the tags of each; what fails does not keep the others from it.</summary>
    public static async ValueTask<Result<FailedResources>> ChangeAsync(
        Context context,
        List<string> arns,
        Func<Result<TaggedResource>, Changes, Result<Nothing>> change
    )
    {
        var failed = new Dictionary<string, FailureInfo>();
        foreach (var arn in arns)
            if ((await ChangeAsync(context, arn, change).ConfigureAwait(false)).Error is { } error)
                failed[arn] = FailureInfo.Of(error);
        return new FailedResources(failed);
    }

    private static async ValueTask<Result<Nothing>> ChangeAsync(
        Context context,
        string text,
        Func<Result<TaggedResource>, Changes, Result<Nothing>> change
    )
    {
        if (!Arn.TryParse(text, out var arn))
            return Errors.Invalid($"{text} is not a valid ARN.");
        if (context.Host.Services.FirstOrDefault(s => s.Id == arn.Service) is not { } service || service is not ITaggedService tagged)
            return Errors.Invalid($"The service {arn.Service} does not support tagging with this API.");
        return StateOf(service, context) is { } state
            ? await context.Host.ChangeAsync(state, (s, changes) => change(tagged.Find(s, text), changes)).ConfigureAwait(false)
            : Errors.Invalid($"The resource {text} does not exist.");
    }

    // One that nothing has been made in is not made for the asking.
    private static ServiceState? StateOf(Service service, Context context) => service.States.FirstOrDefault(s => s.Scope == context.Scope);
}

internal sealed record FailedResources(Dictionary<string, FailureInfo> FailedResourcesMap);

internal sealed record FailureInfo(int StatusCode, string ErrorCode, string ErrorMessage)
{
    /// <summary>Of the two codes that there are, the one that says whose fault it is.</summary>
    public static FailureInfo Of(AwsError error) =>
        new(error.Status, error.IsSender ? "InvalidParameterException" : "InternalServiceException", error.Message);
}
