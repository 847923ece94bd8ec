using LocalCloud.Aws.Lambda.Permissions;

namespace LocalCloud.Aws.Lambda.Settings;

/// <summary>Functions, event source mappings and code signing configurations have tags.</summary>
internal static class Tagged
{
    public static ValueMember<T> Member<T>(Func<T, object?> get) =>
        Must.Member("resource", get).Required().Length(1, 256).Pattern(Patterns.Taggable, Patterns.TaggableShown);

    public static IEnumerable<string> Arns(LambdaState state) =>
        [
            .. state.Functions.Values.Select(function => function.Arn),
            .. state.Mappings.Keys.Select(id => state.Scope.Arn("lambda", $"event-source-mapping:{id}")),
            .. state.SigningConfigs.Keys,
        ];

    public static Result<TaggedResource> Find(LambdaState state, string arn)
    {
        var parts = arn.Split(':');
        if (parts.Length < 7 || parts[2] != "lambda")
            return LambdaErrors.Invalid($"Invalid ARN: {arn}");
        switch (parts[5])
        {
            case "function" when parts.Length > 7:
                return LambdaErrors.Invalid("Tags on function aliases and versions are not supported. Please specify a function ARN.");
            case "function":
                if (!state.Find(arn, out _).Ok(out var function, out var error))
                    return error;
                return new TaggedResource(function.Tags, (changes, tags) =>
                {
                    function.Tags = tags;
                    state.Put(changes, function);
                });
            case "event-source-mapping" when state.Mappings.GetValueOrDefault(parts[6]) is { } mapping:
                return new TaggedResource(mapping.Tags, (changes, tags) =>
                {
                    mapping.Tags = tags;
                    state.Put(changes, mapping);
                });
            case "code-signing-config" when state.SigningConfigs.GetValueOrDefault(arn) is { } config:
                return new TaggedResource(config.Tags, (changes, tags) =>
                {
                    config.Tags = tags;
                    state.Put(changes, config);
                });
            default:
                return LambdaErrors.NotFound($"The resource {arn} does not exist.");
        }
    }
}
