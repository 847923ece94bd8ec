using System.Globalization;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

/// <summary>One page of an answer; the token is where the next one begins.</summary>
internal sealed record Page<T>(List<T> Items, string? NextToken)
{
    private const int Size = 100;

    public static Result<Page<T>> Of(IEnumerable<T> items, string? token)
    {
        var from = 0;
        if (token is not null && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out from))
            return TemplateError.Validation("NextToken is invalid.");
        var rest = items.Skip(from).Take(Size + 1).ToList();
        return rest.Count <= Size
            ? new Page<T>(rest, null)
            : new Page<T>(rest[..Size], (from + Size).ToString(CultureInfo.InvariantCulture));
    }
}
