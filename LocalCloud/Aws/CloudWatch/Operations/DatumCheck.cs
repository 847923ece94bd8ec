namespace LocalCloud.Aws.CloudWatch.Operations;

/// <summary>What AWS asks of a value that is put.</summary>
internal static class DatumCheck
{
    private const int MostValues = 150;

    public static AwsError? Check(MetricDatum datum, string path, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(datum.MetricName))
            return Errors.Missing($"{path}.MetricName");
        if (datum.MetricName.Length > 255)
            return TooLong($"{path}.MetricName", 255);
        if (Dimensions(datum.Dimensions, path) is { } dimensions)
            return dimensions;
        if (Value(datum, path) is { } value)
            return value;
        if (datum.Unit is { } unit && !Members.Units.Contains(unit))
            return Errors.InvalidValue($"The value {unit} for parameter {path}.Unit is invalid.");
        if (datum.StorageResolution is not (null or 1 or 60))
            return Errors.InvalidValue($"The value {datum.StorageResolution} for parameter {path}.StorageResolution is invalid.");
        // docs: API_MetricDatum: between two weeks in the past and two hours in the future
        return datum.Timestamp is { } time && (time < now.AddDays(-14) || time > now.AddHours(2))
            ? Errors.InvalidValue(
                $"The parameter {path}.Timestamp must specify a time within the past two weeks and no more than two hours in the future."
            )
            : null;
    }

    private static AwsError? Dimensions(List<Dimension>? dimensions, string path)
    {
        if (dimensions is null)
            return null;
        if (dimensions.Count > 30)
            return Errors.InvalidValue($"The collection {path}.Dimensions must not have a size greater than 30.");
        for (var i = 0; i < dimensions.Count; i++)
        {
            var (name, value) = (dimensions[i].Name, dimensions[i].Value);
            var at = $"{path}.Dimensions.member.{i + 1}";
            if (string.IsNullOrEmpty(name))
                return Errors.Missing($"{at}.Name");
            if (string.IsNullOrEmpty(value))
                return Errors.Missing($"{at}.Value");
            if (name.Length > 255)
                return TooLong($"{at}.Name", 255);
            if (name[0] == ':')
                return Errors.InvalidValue($"The value {name} for parameter {at}.Name is invalid.");
            if (value.Length > 1024)
                return TooLong($"{at}.Value", 1024);
        }
        return null;
    }

    private static AwsError? Value(MetricDatum datum, string path)
    {
        string[] given =
        [
            .. new[]
            {
                datum.Value is null ? null : "Value",
                datum.StatisticValues is null ? null : "StatisticValues",
                datum.Values is null ? null : "Values",
            }.OfType<string>(),
        ];
        if (given.Length > 1)
            return Errors.Combination(
                $"The parameters {path}.{given[0]} and {path}.{given[1]} are mutually exclusive and you have specified both."
            );
        if (given.Length == 0)
            return Errors.Missing($"{path}.Value");
        if (datum.StatisticValues is { } set)
            return Set(set, $"{path}.StatisticValues");
        if (datum.Value is { } value && !double.IsFinite(value))
            return Errors.InvalidValue($"The value {value} for parameter {path}.Value is invalid.");
        if (datum.Values is not { } values)
            return null;
        if (values.Count == 0)
            return Errors.Missing($"{path}.Values");
        if (values.Count > MostValues)
            return Errors.InvalidValue($"The collection {path}.Values must not have a size greater than {MostValues}.");
        return datum.Counts is { } counts && counts.Count != values.Count
            ? Errors.InvalidValue($"The parameters {path}.Values and {path}.Counts must be of the same size.")
            : null;
    }

    private static AwsError? Set(StatisticSet set, string path)
    {
        string? missing = set switch
        {
            { SampleCount: null } => "SampleCount",
            { Sum: null } => "Sum",
            { Minimum: null } => "Minimum",
            { Maximum: null } => "Maximum",
            _ => null,
        };
        if (missing is not null)
            return Errors.Missing($"{path}.{missing}");
        if (set.Minimum > set.Maximum)
            return Errors.InvalidValue($"The parameter {path}.Maximum must be greater than or equal to {path}.Minimum.");
        return set.SampleCount < 0
            ? Errors.InvalidValue($"The value {set.SampleCount} for parameter {path}.SampleCount is invalid.")
            : null;
    }

    private static AwsError TooLong(string parameter, int max) =>
        Errors.InvalidValue($"The parameter {parameter} must be shorter than {max + 1} characters.");
}
