using Api;
using Api.Health;
using Api.Images;
using Api.Orders;
using Api.Products;
using Api.Reports;
using Api.Sessions;
using Api.Users;
using Api.Webhooks;
using Lambda;
using Platform;
using Platform.Data;
using Platform.Idempotency;
using ServiceDefaults;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddLambda();
builder.AddServiceDefaults();
builder.AddPlatformData();
builder.AddIdempotency();
builder.AddFileStore();
builder.AddSessionStore();
builder.AddApiConventions();
builder.AddWebhooks();

var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.MapApiReference();

var api = app.MapGroup("/api");
api.MapWebhooks();
api.MapOrders();
api.MapProducts();
api.MapUsers();
api.MapReports();
api.MapImages();
api.MapSessions();
api.MapHealth();

app.Run();
