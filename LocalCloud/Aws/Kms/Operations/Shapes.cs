using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record KeyIdRequest(string? KeyId);

internal sealed record KeyIdResponse(string KeyId);

internal sealed record KeyMetadataResponse(KeyMetadata KeyMetadata);

/// <summary>Members that several operations have, with their constraints.</summary>
internal static class Members
{
    public static ValueMember<T> KeyId<T>(Func<T, string?> get, string name = "keyId") =>
        Must.Member<T>(name, get).Required().Length(1, 2048);

    public static ValueMember<T> Alias<T>(Func<T, string?> get) => Must.Member<T>("aliasName", get).Required().Length(1, 256);

    public static ValueMember<T> Limit<T>(Func<T, int?> get, int most = 1000) => Must.Member<T>("limit", r => get(r)).Range(1, most);

    public static ValueMember<T> Marker<T>(Func<T, string?> get) => Must.Member<T>("marker", get).Length(1, 1024);

    public static ValueMember<T> PendingWindow<T>(Func<T, int?> get) => Must.Member<T>("pendingWindowInDays", r => get(r)).Range(7, 30);

    public static EachMember<T, KmsTag> Tags<T>(Func<T, List<KmsTag>?> get) =>
        Must.Each(
            "tags",
            get,
            Must.Member<KmsTag>("tagKey", t => t.TagKey).Required().Length(1, 128),
            Must.Member<KmsTag>("tagValue", t => t.TagValue).Required().Length(0, 256)
        );
}

internal sealed record KmsTag(string? TagKey, string? TagValue)
{
    public static Result<Dictionary<string, string>> Read(List<KmsTag>? tags) =>
        tags is null ? new Dictionary<string, string>()
        : tags.Exists(t => SystemTags.IsReserved(t.TagKey!)) ? new AwsError("TagException", "Tags beginning with aws: are reserved")
        : tags.DistinctBy(t => t.TagKey).Count() < tags.Count ? new AwsError("TagException", "Duplicate tag keys")
        : tags.Count > Most ? TooMany
        : tags.ToDictionary(t => t.TagKey!, t => t.TagValue!);

    public const int Most = 50;

    public static readonly AwsError TooMany = new("TagException", "Too many tags");
}
