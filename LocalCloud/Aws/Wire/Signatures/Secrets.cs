using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace LocalCloud.Aws.Wire.Signatures;

/// <summary>The secrets that callers sign with: those that were given or, when none were, "test" for every access key id.</summary>
internal sealed class Secrets
{
    public const string Default = "test";

    private readonly Dictionary<string, string>? _known;
    private readonly ConcurrentDictionary<string, string> _granted = new(StringComparer.Ordinal);

    private Secrets(Dictionary<string, string>? known) => _known = known;

    public static Secrets AlwaysTest => new((Dictionary<string, string>?)null);

    /// <summary>The secrets of the keys that IAM and STS give out.</summary>
    internal Func<string, string?>? Issued { get; set; }

    /// <summary>A key of IAM's or STS's form that was not given out has no secret; else it has the one that all have.</summary>
    internal bool AsksForIssued { get; set; }

    public string? Of(string accessKeyId) =>
        Issued?.Invoke(accessKeyId)
        ?? (
            _known is null
                ? AsksForIssued && SessionKeyId.IsIssued(accessKeyId)
                    ? null
                    : Default
                : _known.GetValueOrDefault(accessKeyId) ?? _granted.GetValueOrDefault(accessKeyId)
        );

    /// <summary>
    /// What those sign with whom the emulator itself gives credentials: functions. Where the key has no secret yet, one for as long as this
    /// runs.
    /// </summary>
    public string Grant(string accessKeyId) =>
        Of(accessKeyId)
        ?? _granted.GetOrAdd(accessKeyId, _ =>
            RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 40)
        );

    /// <param name="text">id=secret,id=secret or the path of a credentials file as the AWS CLI has it.</param>
    /// <returns>null when it is neither.</returns>
    public static Secrets? Parse(string text) =>
        (Pairs(text.Split(',')) ?? (File.Exists(text) ? Profiles(File.ReadAllLines(text)) : null)) is { Count: > 0 } known
            ? new(known)
            : null;

    private static Dictionary<string, string>? Pairs(string[] pairs)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
            if (pair.IndexOf('=', StringComparison.Ordinal) is var equals and > 0 && equals < pair.Length - 1)
                known[pair[..equals].Trim()] = pair[(equals + 1)..].Trim();
            else
                return null;
        return known;
    }

    private static Dictionary<string, string> Profiles(string[] lines)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        string? id = null;
        foreach (var line in lines)
        {
            if (line.TrimStart().StartsWith('['))
                id = null;
            if (line.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var value])
                continue;
            if (name is "aws_access_key_id")
                id = value;
            else if (name is "aws_secret_access_key" && id is not null)
                known[id] = value;
        }
        return known;
    }
}
