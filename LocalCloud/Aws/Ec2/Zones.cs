namespace LocalCloud.Aws.Ec2;

/// <summary>
/// Regions and their availability zones: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
/// </summary>
internal static class Zones
{
    /// <summary>Of regions that every account has.</summary>
    public static readonly string[] Regions =
    [
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-south-1",
        "ap-southeast-1",
        "ap-southeast-2",
        "ca-central-1",
        "eu-central-1",
        "eu-north-1",
        "eu-west-1",
        "eu-west-2",
        "eu-west-3",
        "sa-east-1",
        "us-east-1",
        "us-east-2",
        "us-west-1",
        "us-west-2",
    ];

    /// <summary>Those that have to be asked for.</summary>
    public static readonly string[] OptIn =
    [
        "af-south-1",
        "ap-east-1",
        "ap-south-2",
        "ap-southeast-3",
        "ap-southeast-4",
        "ap-southeast-5",
        "ca-west-1",
        "eu-central-2",
        "eu-south-1",
        "eu-south-2",
        "il-central-1",
        "me-central-1",
        "me-south-1",
        "mx-central-1",
    ];

    public static string[] Of(string region) => [.. "abc".Select(letter => $"{region}{letter}")];

    /// <summary>use1-az1 is us-east-1a.</summary>
    public static string IdOf(string zone) => $"{Short(zone[..^1])}-az{zone[^1] - 'a' + 1}";

    private static string Short(string region)
    {
        var parts = region.Split('-');
        return parts.Length < 3 ? region : $"{parts[0]}{string.Concat(Directions(parts[^2]))}{parts[^1]}";
    }

    // southeast is se
    private static IEnumerable<char> Directions(string text)
    {
        foreach (var direction in (string[])["north", "south", "east", "west", "central"])
            if (text.Contains(direction, StringComparison.Ordinal))
                yield return direction[0];
    }
}
