using System.Globalization;

namespace LocalCloud.Aws.SecretsManager.Operations;

/// <summary>One page of an answer; the token is where the next one begins.</summary>
internal sealed record Page<T>(List<T> Items, string? NextToken)
{
    public static Result<Page<T>> Of(IEnumerable<T> items, int size, string? token)
    {
        var from = 0;
        if (token is not null && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out from))
            return new AwsError("InvalidNextTokenException", "Invalid token.");
        var rest = items.Skip(from).Take(size + 1).ToList();
        return rest.Count <= size ? new Page<T>(rest, null) : new Page<T>(rest[..size], (from + size).ToString(CultureInfo.InvariantCulture));
    }
}
