using System.Globalization;

namespace LocalCloud.Aws.ApiGateway.Execution.Mapping;

/// <summary>Carries out an integration's parameter mappings on the request and on the answer.</summary>
internal static class Parameters
{
    // All values are of the request as it came.
    public static void MapRequest(Call call)
    {
        var values = (call.Integration.RequestParameters ?? [])
            .Select(p => (Key: ParameterKey.Parse(p.Key), Value: MappingValue.Read(p.Value, call)))
            .ToList();
        foreach (var (key, value) in values)
            switch (key)
            {
                case { Location: "header" }:
                    Apply(call.Headers, key, value, StringComparison.OrdinalIgnoreCase);
                    break;
                case { Location: "querystring" }:
                    Apply(call.Query, key, value, StringComparison.Ordinal);
                    call.QueryMapped = true;
                    break;
                case { Location: "path" } when value is not null:
                    call.MappedPath = value;
                    break;
            }
    }

    public static void MapResponse(Call call, Answer answer)
    {
        if (
            call.Integration.ResponseParameters?.GetValueOrDefault(answer.Status.ToString(CultureInfo.InvariantCulture))
            is not { } parameters
        )
            return;
        var values = parameters.Select(p => (Key: ParameterKey.Parse(p.Key), Value: MappingValue.Read(p.Value, call, answer))).ToList();
        foreach (var (key, value) in values)
            if (key is { Location: "header" })
                Apply(answer.Headers, key, value, StringComparison.OrdinalIgnoreCase);
            else if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599)
                answer.Status = status;
    }

    public static bool ReadBody(Call call) => call.Integration.RequestParameters?.Values.Any(MappingValue.ReadsBody) == true;

    public static bool ReadAnswer(Call call) =>
        call.Integration.ResponseParameters?.Values.Any(mappings =>
            mappings.Values.Any(v => v.Contains("response.body", StringComparison.Ordinal))
        ) == true;

    private static void Apply(List<(string Name, string Value)> to, ParameterKey key, string? value, StringComparison comparison)
    {
        if (key.Action is "remove" || (key.Action is "overwrite" && value is not null))
            to.RemoveAll(p => p.Name.Equals(key.Name, comparison));
        if (key.Action is not "remove" && value is not null)
            to.Add((key.Name!, value));
    }
}
