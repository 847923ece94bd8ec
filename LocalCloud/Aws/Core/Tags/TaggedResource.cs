namespace LocalCloud.Aws;

/// <summary>A resource as the operations of tags see it.</summary>
/// <param name="Put">Writes the resource's row with other tags.</param>
internal sealed record TaggedResource(Dictionary<string, string> Tags, Action<Changes, Dictionary<string, string>> Put);

/// <summary>TagResource and UntagResource, of a resource that was found or of the error that says why not.</summary>
internal static class TaggedResources
{
    /// <param name="tooMany">With more than <see cref="TagMap.Most"/>; null where the service takes them.</param>
    public static Result<Nothing> Tag(
        this Result<TaggedResource> found,
        IEnumerable<KeyValuePair<string, string>>? added,
        Context context,
        AwsError? tooMany = null
    )
    {
        if (!found.Ok(out var resource, out var error))
            return error;
        var tags = TagMap.With(resource.Tags, added);
        if (tooMany is not null && tags.Count > TagMap.Most)
            return tooMany;
        resource.Put(context.Changes, tags);
        return Nothing.Instance;
    }

    public static Result<Nothing> Untag(this Result<TaggedResource> found, List<string>? keys, Context context)
    {
        if (!found.Ok(out var resource, out var error))
            return error;
        resource.Put(context.Changes, TagMap.Without(resource.Tags, keys));
        return Nothing.Instance;
    }

    public static Result<TResponse> Answer<TResponse>(
        this Result<TaggedResource> found,
        Func<Dictionary<string, string>, TResponse> answer
    ) => found.Ok(out var resource, out var error) ? answer(resource.Tags) : error;
}
