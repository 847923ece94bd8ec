using System.Globalization;

namespace LocalCloud.Aws.EventBridge.Schedules;

/// <summary>"*", values, ranges, steps and lists of them.</summary>
internal sealed class CronField
{
    public static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    public static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly HashSet<int> _values = [];

    public bool Has(int value) => _values.Contains(value);

    /// <param name="names">of the values, from <paramref name="min"/> on</param>
    public static CronField? Parse(string text, int min, int max, string[]? names = null)
    {
        var field = new CronField();
        foreach (var part in text.Split(','))
        {
            if (!field.Add(part, min, max, names))
                return null;
        }
        return field;
    }

    private bool Add(string part, int min, int max, string[]? names)
    {
        var step = part.Split('/');
        var by = 1;
        if (
            step.Length > 2
            || (step.Length == 2 && (!int.TryParse(step[1], NumberStyles.None, CultureInfo.InvariantCulture, out by) || by < 1 || by > max))
        )
            return false;
        var (from, to) = (min, max);
        if (step[0] != "*")
        {
            var range = step[0].Split('-');
            if (range.Length > 2 || !Value(range[0], min, max, names, out from))
                return false;
            if (range.Length == 2 && !Value(range[1], min, max, names, out to))
                return false;
            if (range.Length == 1)
                to = step.Length == 2 ? max : from;
        }
        if (from > to)
        {
            // FRI-MON goes over the end
            for (var value = from; value <= max; value += by)
                _values.Add(value);
            from = min;
        }
        for (var value = from; value <= to; value += by)
            _values.Add(value);
        return true;
    }

    public static bool Value(string text, int min, int max, string[]? names, out int value)
    {
        value = names is null ? -1 : Array.IndexOf(names, text.ToUpperInvariant());
        if (value >= 0)
            value += min;
        else if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value))
            return false;
        return value >= min && value <= max;
    }
}
