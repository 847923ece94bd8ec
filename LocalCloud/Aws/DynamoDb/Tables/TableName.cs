using System.Text.RegularExpressions;

namespace LocalCloud.Aws.DynamoDb.Tables;

/// <summary>Names of tables and indexes. Wherever a table's name is asked, its ARN is taken too.</summary>
internal static partial class TableName
{
    private const string Rule =
        "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain only the characters "
        + "a-z, A-Z, 0-9, '_', '-', and '.'";

    public static string Of(string nameOrArn) =>
        Arn.Is(nameOrArn) && nameOrArn.IndexOf(":table/", StringComparison.Ordinal) is var at and > 0
            ? nameOrArn[(at + ":table/".Length)..]
            : nameOrArn;

    public static string? Fault(string name) => name.Length is < 3 or > 255 || !Pattern().IsMatch(name) ? Rule : null;

    [GeneratedRegex(@"^[a-zA-Z0-9_.-]+\z")]
    public static partial Regex Pattern();
}
