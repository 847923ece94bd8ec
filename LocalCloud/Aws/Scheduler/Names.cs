using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Scheduler;

/// <summary>The constraints that the API model puts on names and ARNs.</summary>
internal static partial class Names
{
    public static readonly PageForm Pages = new(100, Errors.Invalid("Invalid NextToken provided."));

    public static ValueMember<T> Name<T>(string member, Func<T, object?> get) =>
        Must.Member(member, get).Length(1, 64).Pattern(NamePattern());

    public static ValueMember<T> Token<T>(Func<T, object?> get) => Must.Member("clientToken", get).Length(1, 64).Pattern(TokenPattern());

    public static ValueMember<T> NextToken<T>(Func<T, object?> get) => Must.Member("nextToken", get).Length(1, 2048);

    public static ValueMember<T> MaxResults<T>(Func<T, object?> get) => Must.Member("maxResults", get).Range(1, 100);

    public static ValueMember<T> GroupArn<T>(Func<T, object?> get) =>
        Must.Member("resourceArn", get).Required().Length(1, 1011).Pattern(GroupArnPattern());

    public static EachMember<T, ResourceTag> Tags<T>(Func<T, IEnumerable<ResourceTag>?> get) =>
        Must.Each(
            "tags",
            get,
            Must.Member<ResourceTag>("key", t => t.Key).Required().Length(1, 128),
            Must.Member<ResourceTag>("value", t => t.Value).Required().Length(1, 256)
        );

    [GeneratedRegex("^[0-9a-zA-Z-_.]+$")]
    public static partial Regex NamePattern();

    [GeneratedRegex("^[a-zA-Z0-9-_]+$")]
    private static partial Regex TokenPattern();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)?:scheduler:[a-z0-9\-]+:\d{12}:schedule-group\/[0-9a-zA-Z-_.]+$")]
    private static partial Regex GroupArnPattern();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)?:iam::\d{12}:role\/[\w+=,.@\/-]+$")]
    public static partial Regex RolePattern();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)?:sqs:[a-z0-9\-]+:\d{12}:[a-zA-Z0-9\-_]+$")]
    public static partial Regex QueuePattern();

    [GeneratedRegex(@"^(?=[/\.\-_A-Za-z0-9]+)((?!aws\.).*)|(\$(\.[\w_-]+(\[(\d+|\*)\])*)*)$")]
    public static partial Regex SourcePattern();
}
