using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Lambda.Permissions;

/// <summary>Patterns of the API model, anchored, and as AWS shows them.</summary>
internal static partial class Patterns
{
    public const string AnyArnShown = @"arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:([a-z]{2}(-gov)?-[a-z]+-\d{1})?:(\d{12})?:(.*)";

    public const string DestinationShown =
        @"$|kafka://([^.]([a-zA-Z0-9\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1})?:(\d{12})?:(.*)";

    public const string TaggableShown =
        @"arn:(aws[a-zA-Z-]*):lambda:[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)";

    public const string SigningConfigShown =
        @"arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\d{1}:\d{12}:code-signing-config:csc-[a-z0-9]{17}";

    public const string LayerVersionShown = @"arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+";

    [GeneratedRegex(@"^([a-zA-Z0-9-_]+)$")]
    public static partial Regex StatementId { get; }

    [GeneratedRegex(@"^([a-zA-Z0-9-_.]+)$")]
    public static partial Regex NamespacedStatementId { get; }

    [GeneratedRegex(@"^(lambda:[*]|lambda:[a-zA-Z]+|[*])$")]
    public static partial Regex Action { get; }

    [GeneratedRegex(@"^[^\s]+$")]
    public static partial Regex NoSpace { get; }

    [GeneratedRegex(@"^\d{12}$")]
    public static partial Regex Account { get; }

    [GeneratedRegex(@"^lambda:GetLayerVersion$")]
    public static partial Regex LayerAction { get; }

    [GeneratedRegex(@"^(\d{12}|\*|arn:(aws[a-zA-Z-]*):iam::\d{12}:root)$")]
    public static partial Regex LayerPrincipal { get; }

    [GeneratedRegex(@"^o-[a-z0-9]{10,32}$")]
    public static partial Regex Organization { get; }

    [GeneratedRegex($"^{AnyArnShown}$")]
    public static partial Regex AnyArn { get; }

    [GeneratedRegex($"^({DestinationShown})$")]
    public static partial Regex Destination { get; }

    [GeneratedRegex($"^{TaggableShown}$")]
    public static partial Regex Taggable { get; }

    [GeneratedRegex($"^{SigningConfigShown}$")]
    public static partial Regex SigningConfig { get; }

    [GeneratedRegex($"^{LayerVersionShown}$")]
    public static partial Regex LayerVersion { get; }

    [GeneratedRegex(@"^((?!^\d+$)^[0-9a-zA-Z-_]+$)$")]
    public static partial Regex UrlQualifier { get; }

    [GeneratedRegex(@"^(|[a-zA-Z0-9$_-]+)$")]
    public static partial Regex Qualifier { get; }
}
