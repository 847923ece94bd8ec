namespace LocalCloud.Aws;

/// <summary>A tag as most services have it on the wire: {"Key": ..., "Value": ...}. Which are there is known once the constraints
/// hold.</summary>
internal sealed record ResourceTag(string Key, string Value)
{
    /// <summary>1 to 128 characters, and 0 to 256 (docs: Tagging AWS resources, Tag naming limits).</summary>
    public static Member<ResourceTag>[] Constraints { get; } =
    [
        Must.Member<ResourceTag>("key", t => t.Key).Required().Length(1, 128),
        Must.Member<ResourceTag>("value", t => t.Value).Required().Length(0, 256),
    ];

    /// <summary>The structure's name in messages about a list of them.</summary>
    public override string ToString() => "Tag";
}
