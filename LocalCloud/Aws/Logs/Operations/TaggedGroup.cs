namespace LocalCloud.Aws.Logs.Operations;

/// <summary>The older operations name the group, the newer ones its ARN.</summary>
internal static class TaggedGroup
{
    public static readonly AwsError TooMany = new("TooManyTagsException", "The number of tags exceeds the limit of 50.");

    public static Result<TaggedResource> ByName(LogsState state, string name) =>
        state.Find(name).Ok(out var group, out var error)
            ? new TaggedResource(group.Row.Tags, (changes, tags) => state.Put(changes, group, group.Row with { Tags = tags }))
            : error;

    public static Result<TaggedResource> ByArn(LogsState state, string arn) =>
        Arn.Is(arn) && Arns.GroupOf(arn, state.Scope) is { } name ? ByName(state, name) : Errors.NoGroup;
}
