namespace LocalCloud.Policies;

/// <summary>IAM's patterns: * is any text, ? one character.</summary>
internal static class Wildcards
{
    public static bool AreIn(string pattern) => pattern.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>Actions do not tell capital letters from small ones, resources do.</summary>
    /// <param name="any">what stands for any text, for patterns in which * can be a star</param>
    /// <param name="one">what stands for one character</param>
    public static bool Match(string pattern, string text, bool ignoreCase = false, char any = '*', char one = '?')
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
            if (p < pattern.Length && pattern[p] == any)
                (star, mark) = (p++, t);
            else if (p < pattern.Length && (pattern[p] == one || Same(pattern[p], text[t], ignoreCase)))
                (p, t) = (p + 1, t + 1);
            else if (star >= 0)
                (p, t) = (star + 1, ++mark);
            else
                return false;
        while (p < pattern.Length && pattern[p] == any)
            p++;
        return p == pattern.Length;
    }

    private static bool Same(char a, char b, bool ignoreCase) =>
        a == b || ignoreCase && char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
