using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Logs;

/// <summary>The constraints that the API model puts on names, tags and pages.</summary>
internal static partial class Members
{
    public static readonly PageForm Pages = new(50, Errors.InvalidToken);

    public static ValueMember<T> Group<T>(Func<T, object?> get, string member = "logGroupName") =>
        Must.Member(member, get).Length(1, 512).Pattern(GroupPattern(), @"[\.\-_/#A-Za-z0-9]+");

    public static ValueMember<T> Identifier<T>(Func<T, object?> get) =>
        Must.Member("logGroupIdentifier", get).Length(1, 2048).Pattern(IdentifierPattern(), @"[\w#+=/:,.@-]*");

    public static ValueMember<T> Stream<T>(Func<T, object?> get, string member = "logStreamName") =>
        Must.Member(member, get).Length(1, 512).Pattern(StreamPattern(), "[^:*]*");

    public static ValueMember<T> Filter<T>(Func<T, object?> get, string member = "filterName") =>
        Must.Member(member, get).Length(1, 512).Pattern(StreamPattern(), "[^:*]*");

    public static ValueMember<T> Limit<T>(Func<T, object?> get, int max = 50) => Must.Member("limit", get).Range(1, max);

    public static ValueMember<T> Token<T>(Func<T, object?> get) => Must.Member("nextToken", get).Length(1);

    public static ValueMember<T> Tags<T>(Func<T, object?> get) => Must.Member("tags", get).Length(1, 50);

    public static ValueMember<T> Arn<T>(Func<T, object?> get) =>
        Must.Member("resourceArn", get).Required().Length(1, 1011).Pattern(ArnPattern(), @"[\w+=/:,.@-]*");

    public static ValueMember<T> Class<T>(Func<T, object?> get) =>
        Must.Member("logGroupClass", get).Enum("STANDARD", "INFREQUENT_ACCESS", "DELIVERY");

    [GeneratedRegex(@"^[\.\-_/#A-Za-z0-9]+$")]
    private static partial Regex GroupPattern();

    [GeneratedRegex("^[^:*]*$")]
    private static partial Regex StreamPattern();

    [GeneratedRegex(@"^[\w#+=/:,.@-]*$")]
    private static partial Regex IdentifierPattern();

    [GeneratedRegex(@"^[\w+=/:,.@-]*$")]
    private static partial Regex ArnPattern();
}
