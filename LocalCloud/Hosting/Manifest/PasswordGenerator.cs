using System.Security.Cryptography;

namespace LocalCloud.Hosting.Manifest;

/// <summary>Generates values by a <see cref="ManifestGenerate"/> rule: at least as long as it says, of the character classes it allows, with its minimum of each.</summary>
public static class PasswordGenerator
{
    // Without the letters that look alike, and with special characters that are safe in connection strings and shells
    const string LowerChars = "abcdefghjkmnpqrstuvwxyz", UpperChars = "ABCDEFGHJKMNPQRSTUVWXYZ", DigitChars = "0123456789", SpecialChars = "-_.()*~!";

    public static string Generate(ManifestGenerate rule)
    {
        (string Chars, bool Allowed, int Minimum)[] classes =
        [
            (LowerChars, rule.Lower ?? true, rule.MinLower ?? 0),
            (UpperChars, rule.Upper ?? true, rule.MinUpper ?? 0),
            (DigitChars, rule.Numeric ?? true, rule.MinNumeric ?? 0),
            (SpecialChars, rule.Special ?? true, rule.MinSpecial ?? 0),
        ];
        var allowed = string.Concat(classes.Where(c => c.Allowed).Select(c => c.Chars));
        if (allowed.Length == 0) throw new ArgumentException("A generated value needs at least one character class.", nameof(rule));

        var value = classes.Where(c => c.Allowed).SelectMany(c => RandomNumberGenerator.GetItems<char>(c.Chars, c.Minimum)).ToList();
        value.AddRange(RandomNumberGenerator.GetItems<char>(allowed, Math.Max(0, rule.MinLength - value.Count)));
        var shuffled = value.ToArray();
        RandomNumberGenerator.Shuffle<char>(shuffled);
        return new(shuffled);
    }
}
