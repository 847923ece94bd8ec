using System.Text.Json;
using System.Text.Json.Serialization;
using Api.Health;
using Api.Images;
using Api.Orders;
using Api.Products;
using Api.Reports;
using Api.Sessions;
using Api.Users;
using Api.Webhooks;
using Microsoft.AspNetCore.Mvc;
using Platform.Sessions;

namespace Api;

/// <summary>Every body that the API reads or writes.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WebhookAnswer))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(OrderDto))]
[JsonSerializable(typeof(IReadOnlyList<ProductDto>))]
[JsonSerializable(typeof(CreateUser))]
[JsonSerializable(typeof(UserDto))]
[JsonSerializable(typeof(CreateReport))]
[JsonSerializable(typeof(ReportDto))]
[JsonSerializable(typeof(ImageDto))]
[JsonSerializable(typeof(SaveSession))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
