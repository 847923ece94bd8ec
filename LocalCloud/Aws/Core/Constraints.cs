using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws;

/// <summary>
/// The constraints of a request member as the API model declares them; they yield AWS's message, word for word:
/// "1 validation error detected: Value '...' at 'camelName' failed to satisfy constraint: Member must ...".
/// </summary>
internal abstract class Member<TRequest>
{
    internal abstract void Check(TRequest request, string path, List<string> failures);
}

internal static class Must
{
    /// <param name="name">As AWS prints it: camel case.</param>
    public static ValueMember<TRequest> Member<TRequest>(string name, Func<TRequest, object?> get) => new(name, get);

    /// <summary>Constraints of each element of a list; AWS prints their path as 'entries.1.member.id'.</summary>
    public static EachMember<TRequest, TElement> Each<TRequest, TElement>(
        string name,
        Func<TRequest, IEnumerable<TElement>?> get,
        params Member<TElement>[] members
    ) => new(name, get, members);

    /// <summary>Constraints of each value of a map; AWS prints their path as 'requestItems.orders.member.keys'.</summary>
    public static EachValueMember<TRequest, TValue> EachValue<TRequest, TValue>(
        string name,
        Func<TRequest, IReadOnlyDictionary<string, TValue>?> get,
        params Member<TValue>[] members
    ) => new(name, get, members);

    public static EachListMember<TRequest, TElement> EachList<TRequest, TElement>(
        string name,
        Func<TRequest, IReadOnlyDictionary<string, List<TElement>>?> get,
        int min,
        int max,
        params Member<TElement>[] members
    ) => new(name, get, min, max, members);

    public static WithinMember<TRequest, TInner> Within<TRequest, TInner>(
        string name,
        Func<TRequest, TInner?> get,
        params Member<TInner>[] members
    )
        where TInner : class => new(name, get, members);
}

/// <summary>Constraints of the members of a structure, for when it is there; AWS prints their path as 'destination.arn'.</summary>
internal sealed class WithinMember<TRequest, TInner>(string name, Func<TRequest, TInner?> get, Member<TInner>[] members) : Member<TRequest>
    where TInner : class
{
    internal override void Check(TRequest request, string path, List<string> failures)
    {
        if (get(request) is not { } inner)
            return;
        foreach (var member in members)
            member.Check(inner, $"{path}{name}.", failures);
    }
}

internal sealed class EachMember<TRequest, TElement>(string name, Func<TRequest, IEnumerable<TElement>?> get, Member<TElement>[] members)
    : Member<TRequest>
{
    internal override void Check(TRequest request, string path, List<string> failures)
    {
        var index = 0;
        foreach (var element in get(request) ?? [])
        {
            index++;
            if (element is null)
            {
                failures.Add($"Value null at '{path}{name}.{index}.member' failed to satisfy constraint: Member must not be null");
                continue;
            }
            foreach (var member in members)
                member.Check(element, $"{path}{name}.{index}.member.", failures);
        }
    }
}

internal sealed class EachValueMember<TRequest, TValue>(
    string name,
    Func<TRequest, IReadOnlyDictionary<string, TValue>?> get,
    Member<TValue>[] members
) : Member<TRequest>
{
    internal override void Check(TRequest request, string path, List<string> failures)
    {
        if (get(request) is not { } map)
            return;
        foreach (var (key, value) in map)
        {
            if (value is null)
            {
                failures.Add($"Value null at '{path}{name}.{key}.member' failed to satisfy constraint: Member must not be null");
                continue;
            }
            foreach (var member in members)
                member.Check(value, $"{path}{name}.{key}.member.", failures);
        }
    }
}

/// <summary>
/// The lists that a map holds: how long each may be, and the constraints of their elements
/// ('requestItems.orders.member.1.member.putRequest.item').
/// </summary>
internal sealed class EachListMember<TRequest, TElement>(
    string name,
    Func<TRequest, IReadOnlyDictionary<string, List<TElement>>?> get,
    int min,
    int max,
    Member<TElement>[] members
) : Member<TRequest>
{
    internal override void Check(TRequest request, string path, List<string> failures)
    {
        if (get(request) is not { } map)
            return;
        if (map.Values.Any(list => list is not null && (list.Count < min || list.Count > max)))
            failures.Add(
                $"Value '{{{string.Join(", ", map.Select(entry => $"{entry.Key}={(entry.Value is null ? "null" : Constraints.Show(entry.Value))}"))}}}' at '{path}{name}' failed to satisfy constraint: "
                    + $"Map value must satisfy constraint: [Member must have length less than or equal to {max}, Member must have length "
                    + $"greater than or equal to {min}]"
            );
        foreach (var (key, list) in map)
            if (list is null)
                failures.Add($"Value null at '{path}{name}.{key}.member' failed to satisfy constraint: Member must not be null");
            else
                for (var i = 0; i < list.Count; i++)
                    foreach (var member in members)
                        if (list[i] is { } element)
                            member.Check(element, $"{path}{name}.{key}.member.{i + 1}.member.", failures);
                        else
                            failures.Add(
                                $"Value null at '{path}{name}.{key}.member.{i + 1}.member' failed to satisfy constraint: Member "
                                    + "must not be null"
                            );
    }
}

internal sealed class ValueMember<TRequest>(string name, Func<TRequest, object?> get) : Member<TRequest>
{
    private readonly List<Func<object, string?>> _rules = [];
    private bool _required,
        _sensitive;

    /// <summary>The message leaves out the value: "Value at 'password' failed to satisfy constraint".</summary>
    public ValueMember<TRequest> Sensitive()
    {
        _sensitive = true;
        return this;
    }

    public ValueMember<TRequest> Required()
    {
        _required = true;
        return this;
    }

    /// <summary>Of a string, list or map.</summary>
    public ValueMember<TRequest> Length(int min, int max = int.MaxValue) =>
        Rule(value =>
            Count(value) switch
            {
                var n when n < min => $"Member must have length greater than or equal to {min}",
                var n when n > max => $"Member must have length less than or equal to {max}",
                _ => null,
            }
        );

    public ValueMember<TRequest> Range(double min, double max = double.MaxValue) =>
        Rule(value =>
            Convert.ToDouble(value, CultureInfo.InvariantCulture) switch
            {
                var n when n < min => $"Member must have value greater than or equal to {min.ToString(CultureInfo.InvariantCulture)}",
                var n when n > max => $"Member must have value less than or equal to {max.ToString(CultureInfo.InvariantCulture)}",
                _ => null,
            }
        );

    /// <param name="shown">The pattern as AWS prints it, when it is not the one that is matched.</param>
    public ValueMember<TRequest> Pattern(Regex pattern, string? shown = null)
    {
        // Of what is wrong with a member AWS names the pattern first, then the length.
        _rules.Insert(0, value =>
            pattern.IsMatch((string)value) ? null : $"Member must satisfy regular expression pattern: {shown ?? pattern.ToString()}"
        );
        return this;
    }

    public ValueMember<TRequest> Enum(params string[] values) =>
        Rule(value => values.Contains((string)value) ? null : $"Member must satisfy enum value set: [{string.Join(", ", values)}]");

    internal override void Check(TRequest request, string path, List<string> failures)
    {
        var value = get(request);
        if (value is null)
        {
            if (_required)
                failures.Add($"Value null at '{path}{name}' failed to satisfy constraint: Member must not be null");
            return;
        }
        foreach (var rule in _rules)
            if (rule(value) is { } failure)
                failures.Add(
                    $"Value {(_sensitive ? "" : $"'{Constraints.Show(value)}' ")}at '{path}{name}' failed to satisfy constraint: {failure}"
                );
    }

    private ValueMember<TRequest> Rule(Func<object, string?> rule)
    {
        _rules.Add(rule);
        return this;
    }

    private static int Count(object value) =>
        value switch
        {
            string text => text.Length,
            ICollection list => list.Count,
            _ => ((IEnumerable)value).Cast<object>().Count(),
        };
}

internal static class Constraints
{
    public static string? Check<TRequest>(TRequest request, Member<TRequest>[] members)
    {
        if (members.Length == 0)
            return null;
        var failures = new List<string>();
        foreach (var member in members)
            member.Check(request, "", failures);
        return failures.Count switch
        {
            0 => null,
            1 => $"1 validation error detected: {failures[0]}",
            var n => $"{n} validation errors detected: {string.Join("; ", failures)}",
        };
    }

    public static string Show(object value) =>
        value switch
        {
            string text => text,
            IDictionary map =>
                $"{{{string.Join(", ", map.Keys.Cast<object>().Select(key => $"{Show(key)}={(map[key] is { } entry ? Show(entry) : "null")}"))}}}",
            IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Show))}]",
            _ => Shorten(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", value.GetType().Name),
        };

    // A structure that has no text of its own is its name: how a record prints itself would be C#'s.
    private static string Shorten(string text, string type) => text.StartsWith(type + " {", StringComparison.Ordinal) ? type : text;
}
