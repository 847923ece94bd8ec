using System.Text.Json.Serialization;
using Lambda;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddLambda();
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, FunctionJson.Default));

var app = builder.Build();
app.MapGet("/alive", () => new Alive("Healthy"));
app.MapPost("/api/users", (CreateUser user) => user.Email.Contains('@') ? Results.Ok(user) : Results.BadRequest(new Alive("Email")));
app.Run();

internal sealed record Alive(string Status);

internal sealed record CreateUser(string Email, string Name);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Alive))]
[JsonSerializable(typeof(CreateUser))]
internal sealed partial class FunctionJson : JsonSerializerContext;
