namespace LocalCloud.Policies;

/// <summary>
/// ARNs as a template for every account and region names them: with CloudFormation's pseudo parameters, which Fn::Sub fills in.
/// </summary>
internal static class Placeholders
{
    public const string Partition = "${AWS::Partition}",
        Region = "${AWS::Region}",
        Account = "${AWS::AccountId}";

    /// <summary>What is in another account or region than the function stays as it is.</summary>
    public static string In(string arn, string region, string account)
    {
        var parts = arn.Split(':', 6);
        if (parts is not ["arn", "aws", _, _, _, _])
            return arn;
        parts[1] = Partition;
        if (parts[3] == region)
            parts[3] = Region;
        if (parts[4] == account)
            parts[4] = Account;
        return string.Join(':', parts);
    }

    public static bool AreIn(string text) => text.Contains("${", StringComparison.Ordinal);
}
