namespace LocalCloud.Aws.SecretsManager.Operations;

internal static class TaggedSecret
{
    /// <summary>A tag of a secret need not have a value.</summary>
    public static EachMember<T, ResourceTag> Each<T>(Func<T, IEnumerable<ResourceTag>?> get) =>
        Must.Each(
            "tags",
            get,
            Must.Member<ResourceTag>("key", t => t.Key).Required().Length(1, 128),
            Must.Member<ResourceTag>("value", t => t.Value).Length(0, 256)
        );

    public static Result<TaggedResource> Find(SecretsState state, string id)
    {
        if (!state.Living(id).Ok(out var secret, out var error))
            return error;
        return new TaggedResource(secret.Tags, (changes, tags) =>
        {
            secret.Tags = tags;
            state.Put(changes, secret);
        });
    }
}
