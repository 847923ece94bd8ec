using System.Text.Json;
using System.Text.Json.Serialization;
using Api.Json;
using Platform.Data.Entities;

namespace Api;

internal static class ApiConventions
{
    /// <summary>
    /// JSON (source-generated; states as UPPER_CASE strings; text that can be stored), validation of every input, the OpenAPI document.
    /// </summary>
    public static void AddApiConventions(this IHostApplicationBuilder builder)
    {
        // Its source generator passes over, silently, bodies that are not public.
        builder.Services.AddValidation();
        builder.Services.AddApiReference();
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.SerializerOptions.Converters.Add(new StorableTextConverter());
            options.SerializerOptions.Converters.Add(new StorableJsonConverter());
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter<OrderStatus>(JsonNamingPolicy.SnakeCaseUpper));
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter<WorkStatus>(JsonNamingPolicy.SnakeCaseUpper));
        });
    }
}
